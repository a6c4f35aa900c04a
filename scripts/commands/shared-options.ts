import { InvalidArgumentError, Option } from 'commander'

export function portOption(): Option {
  return new Option('--port <number>', 'port of the server').argParser(parsePort).default(7000)
}

export function hostOption(): Option {
  return new Option('--host <address>', 'address that the server listens on').default('127.0.0.1')
}

export function nodeImageOption(): Option {
  return new Option('--node-image <image>', "create nodes from this image instead of Kindlab's own").env(
    'KINDLAB_NODE_IMAGE',
  )
}

export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65_535) throw new InvalidArgumentError('A port is a number from 1 to 65535.')
  return port
}
