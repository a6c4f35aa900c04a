/** Numbers that page and server must agree on, each with its reason. Bytes unless the name says otherwise. */
export const LIMITS = {
  /** A WebSocket message: the largest DATA frame (32 KiB) and its header fit twice over. */
  maxFrameBytes: 65_536,
  /** One INPUT frame: a large paste is cut into pieces, so that Ctrl-C never waits behind it for long. */
  maxInputFrameBytes: 16_384,
  /** One DATA frame: about a millisecond of parsing in the page, so typing stays smooth under output. */
  maxDataFrameBytes: 32_768,
  /** Unacknowledged output at which the server stops reading the shell. */
  highWaterBytes: 262_144,
  /** Unacknowledged output below which it reads on. */
  lowWaterBytes: 65_536,
  /** The page acknowledges after this much parsed output; at most LOW, or both sides could wait for each other for ever. */
  ackBytes: 32_768,
  /** ... or after this long. */
  ackDelayMs: 100,
  /** How long the process may be held above HIGH by one page; then that page is lagging and gets a snapshot later. */
  stallMs: 2_000,
  /** A Watcher never holds the process: with this much unacknowledged it is lagging at once. */
  watcherBacklogBytes: 524_288,
  /** Bytes waiting in one socket, beyond a snapshot, at which the page is given up: output is only made when there is room, so an honest one never gets there. */
  bufferedFenceBytes: 1_048_576,
  /** Output after a pause this long is sent at once: it is an answer somebody waits for. */
  batchIdleMs: 8,
  /** Output this soon after a key is sent at once: it is the echo. */
  batchEchoMs: 50,
  /** Other output is gathered for this long: fewer, larger frames. */
  batchDelayMs: 4,
  /** After Ctrl-C over a flood, output is dropped until the next prompt; a snapshot shows where it is after this much quiet ... */
  skipQuietMs: 30,
  /** ... and this often while it runs past. */
  skipShowMs: 250,
  /** A program that shows no prompt is live again this long after Ctrl-C. */
  skipMaxMs: 2_000,
  /** A page may ask for snapshots (by hiding and showing) only this often: each costs milliseconds of the server. */
  snapshotPauseMs: 100,
  /** The last size within this time is the one that counts. */
  resizeDelayMs: 80,
  /** The server sends a WebSocket ping this often and gives a socket up when nothing came for `deadAfterMs`. */
  pingMs: 15_000,
  /** See `pingMs`. */
  deadAfterMs: 30_000,
  /** Keystrokes a second of one socket, after a burst that lets a large paste through. */
  inputBytesPerSecond: 65_536,
  /** See `inputBytesPerSecond`. */
  inputBurstBytes: 1_048_576,
  /** Frames a second of one socket: above what acknowledging 20 MB/s and a moving mouse need together. */
  framesPerSecond: 2_000,
  /** See `framesPerSecond`. */
  framesBurst: 20_000,
  /** Starting or attaching to a shell costs an exec in the node. */
  opensPerMinute: 60,
  /** See `opensPerMinute`. */
  opensBurst: 20,
  /** "Check now"; checks that follow a command are not counted. */
  checksPerMinute: 30,
  /** Unacknowledged keystrokes the page keeps for sending again after a cut. */
  maxUnackedInputBytes: 4_096,
  /** Terminal size: below, programs misbehave; above, one resize costs megabytes. */
  minCols: 20,
  /** See `minCols`. */
  maxCols: 500,
  /** See `minCols`. */
  minRows: 5,
  /** See `minCols`. */
  maxRows: 200,
  /** Raw output kept on the server for resuming by offset. */
  ringBytes: 1_048_576,
  /** Output the server's own screen may be behind before the shell is held: what it is behind, a prompt after Ctrl-C waits for. */
  mirrorBacklogBytes: 131_072,
  /** History the server's own screen keeps; about 5 MiB when full. */
  mirrorScrollbackLines: 2_000,
  /** History the page keeps. */
  clientScrollbackLines: 5_000,
  /** A snapshot sends the viewport and this much before it. */
  snapshotScrollbackLines: 500,
  /** Largest SNAPSHOT: a screen of the largest size in many colours; with more, scrollback is left out. */
  maxSnapshotBytes: 4_194_304,
  /** Shells of one lab, in all its pages. */
  terminalsPerLearner: 6,
  /** One more closes the oldest. */
  socketsPerLearner: 8,
  /** From asking for a ticket to using it. */
  ticketLifetimeMs: 30_000,
} as const
