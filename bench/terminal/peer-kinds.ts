import { join } from 'node:path'
import process from 'node:process'
import type { PeerKind } from './peer.ts'

/** The page of WeTTY acknowledges parsed output in pieces of this many characters. */
const WETTY_COMMIT = 262_144

/** https://github.com/butlerx/wetty: acknowledges output, which gives back-pressure. */
const WETTY: PeerKind = {
  name: 'wetty',
  argv: ({ folder, port, shell }) => [
    process.execPath,
    join(folder, 'node_modules/wetty/build/main.js'),
    '--base',
    '/wetty',
    '--host',
    '127.0.0.1',
    '--port',
    `${port}`,
    '--command',
    shell,
  ],
  env: {},
  path: '/wetty',
  socket: { path: '/wetty/socket.io', namespace: '' },
  begin: (socket, size) => {
    socket.on('login', () => socket.emit('resize', size))
    let pending = 0
    return (characters) => {
      pending += characters
      if (pending < WETTY_COMMIT) return
      pending -= WETTY_COMMIT
      socket.emit('commit', WETTY_COMMIT)
    }
  },
  inputEvent: 'input',
}

/** https://github.com/cloudcmd/gritty: sends output without back-pressure. */
const GRITTY: PeerKind = {
  name: 'gritty',
  argv: ({ folder, port, shell }) => [
    process.execPath,
    join(folder, 'node_modules/gritty/bin/gritty.js'),
    '--port',
    `${port}`,
    '--command',
    shell,
  ],
  env: { IP: '127.0.0.1' },
  path: '/',
  socket: { path: '/socket.io', namespace: '/gritty' },
  begin: (socket, size) => {
    socket.on('accept', () => socket.emit('terminal', size))
    return () => undefined
  },
  inputEvent: 'data',
  // Its page fails without WebGL, instead of drawing DOM rows like the others.
  patch: {
    script: '**/gritty/gritty.js',
    from: 'loadAddon(t){this._addonManager.loadAddon(this,t)}',
    to: 'loadAddon(t){try{this._addonManager.loadAddon(this,t)}catch{}}',
  },
}

export const PEER_KINDS: readonly PeerKind[] = [WETTY, GRITTY]
