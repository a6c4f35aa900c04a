/** The commands of `./kindlab`. Each has a file in commands/; setup/, doctor/, course/, data/ and tests/ do the work. */
import { Command } from 'commander'
import { addBackupCommand } from './commands/backup.ts'
import { addBenchCommand } from './commands/bench.ts'
import { addBundleCommand } from './commands/bundle.ts'
import { addCourseCommands } from './commands/course.ts'
import { addDevCommand } from './commands/dev.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addDownCommand } from './commands/down.ts'
import { addLabsCommand } from './commands/labs.ts'
import { addLearnersCommands } from './commands/learners.ts'
import { addLinkCommand } from './commands/link.ts'
import { addPublishCommand } from './commands/publish.ts'
import { addServiceCommands } from './commands/service.ts'
import { addTestBundleCommand } from './commands/test-bundle.ts'
import { addTestSignInCommand } from './commands/test-sign-in.ts'
import { addTestCommand } from './commands/test.ts'
import { addUpCommand } from './commands/up.ts'
import { addDemoClassCommand } from './commands/demo-class.ts'
import { addUsersCommands } from './commands/users.ts'

export function createProgram(): Command {
  const program = new Command('./kindlab')
    .description('Lessons on Kubernetes node internals, with a real cluster for each learner')
    .exitOverride()
    .showHelpAfterError('(--help lists commands and options)')
  addUpCommand(program)
  addDownCommand(program)
  addServiceCommands(program)
  addTestCommand(program)
  addDoctorCommand(program)
  addDevCommand(program)
  addLinkCommand(program)
  addLabsCommand(program)
  addLearnersCommands(program)
  addUsersCommands(program)
  addDemoClassCommand(program)
  addBackupCommand(program)
  addBenchCommand(program)
  addBundleCommand(program)
  addTestBundleCommand(program)
  addTestSignInCommand(program)
  addPublishCommand(program)
  addCourseCommands(program)
  return program
}
