/** The table of commands in docs/operations.md has exactly the commands, arguments and options of the program. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Argument, Command } from 'commander'
import { readEnvironment } from './environment.ts'
import { createProgram } from './program.ts'

type Options = readonly string[]

function commandsOf(command: Command, path: string): [string, Options][] {
  const below = command.commands.flatMap((child) => commandsOf(child, `${path} ${child.name()}`))
  if (below.length > 0) return below
  const usage = [path, ...command.registeredArguments.map(nameOf)].join(' ')
  return [[usage, command.options.map(({ flags }) => flags)]]
}

function nameOf(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name()
  return argument.required ? `<${name}>` : `[${name}]`
}

/** The first two columns of the rows of commands. */
function rowsOf(page: string): [string, Options][] {
  return [...page.matchAll(/^\| `(\.\/kindlab [^`]*)` +\| ([^|]*)\|/gm)].map(([, usage = '', options = '']) => [
    usage,
    [...options.matchAll(/`([^`]+)`/g)].map(([, flags = '']) => flags),
  ])
}

test('docs/operations.md lists every command with its options, and no other', async () => {
  const page = await readFile(join(readEnvironment().checkout, 'docs/operations.md'), 'utf8')
  const program = createProgram()
  assert.deepEqual(Object.fromEntries(rowsOf(page)), Object.fromEntries(commandsOf(program, program.name())))
})
