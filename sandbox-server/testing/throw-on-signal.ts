/** Loaded with `node --import` before the server, in tests: SIGUSR2 throws in a timer, SIGWINCH leaves a rejection unhandled. */
import process from 'node:process'

process.on('SIGUSR2', () => setTimeout(() => throwTwice()))
process.on('SIGWINCH', () => void Promise.reject(new Error('rejected by the test')))

function throwTwice(): never {
  setTimeout(() => {
    throw new Error('thrown once more')
  })
  throw new Error('thrown by the test')
}
