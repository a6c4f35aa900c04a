/** `./kindlab <command>`: one file a command under commands/, what they do under setup/, doctor/ and tests/. */
import process from 'node:process'
import { Command } from 'commander'
import { addBackupCommand } from './commands/backup.ts'
import { addBenchCommand } from './commands/bench.ts'
import { addDevCommand } from './commands/dev.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addDownCommand } from './commands/down.ts'
import { addLabsCommand } from './commands/labs.ts'
import { addPublishCommand } from './commands/publish.ts'
import { reportFailure } from './commands/report-failure.ts'
import { addTestCommand } from './commands/test.ts'
import { addUpCommand } from './commands/up.ts'
import { addCourseCommands } from './course-commands.ts'

const program = new Command('./kindlab')
  .description('Lessons on Kubernetes node internals, each with a real cluster of the learner')
  .exitOverride()
  .showHelpAfterError('(--help shows what there is)')

addUpCommand(program)
addDownCommand(program)
addTestCommand(program)
addDoctorCommand(program)
addDevCommand(program)
addLabsCommand(program)
addBackupCommand(program)
addBenchCommand(program)
addPublishCommand(program)
addCourseCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error)
}
