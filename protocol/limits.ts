/** Numbers that the page and the server share, each with its reason. The unit is bytes unless the name says otherwise. */
export const LIMITS = {
  /** A WebSocket message from the page. An INPUT frame of 16 KiB fits four times. */
  maxFrameBytes: 65_536,
  /** One INPUT frame. The page splits a large paste, so that Ctrl-C waits behind one piece at most. */
  maxInputFrameBytes: 16_384,
  /** One DATA frame: about 1 ms of parsing in the page, so that typing stays smooth under output. */
  maxDataFrameBytes: 32_768,
  /** Unacknowledged output at which the server stops reading the shell. */
  highWaterBytes: 262_144,
  /** Unacknowledged output below which the server reads again. */
  lowWaterBytes: 65_536,
  /** The page acknowledges after this much parsed output. It must be at most LOW, or both sides could wait for each other forever. */
  ackBytes: 32_768,
  /** ... or after this time. */
  ackDelayMs: 100,
  /** Time that one page may pause the shell above HIGH. Then the page is lagging and gets a snapshot later. */
  stallMs: 2_000,
  /** Unacknowledged output at which a watcher is lagging. A watcher never pauses the shell. */
  watcherBacklogBytes: 524_288,
  /** Bytes queued in one socket, beyond a snapshot, at which the server closes it. The server makes output only when there is room, so only a client that does not read reaches this. */
  bufferedFenceBytes: 1_048_576,
  /** Output after a pause of this length is sent at once: it is likely an answer that the learner waits for. */
  batchIdleMs: 8,
  /** Output within this time after a key is sent at once: it is likely the echo. */
  batchEchoMs: 50,
  /** The server batches other output for this time, to send fewer, larger frames. */
  batchDelayMs: 4,
  /** After Ctrl-C over a flood, the server drops output until the next prompt. It sends a snapshot after this time without output ... */
  skipQuietMs: 30,
  /** ... and at this interval while output continues. */
  skipShowMs: 250,
  /** Without a prompt, live output resumes this long after Ctrl-C. */
  skipMaxMs: 2_000,
  /** Shortest interval between snapshots for a page that hides and shows itself: each costs the server milliseconds. */
  snapshotPauseMs: 100,
  /** Debounce of resizes: the last size within this time counts. */
  resizeDelayMs: 80,
  /** Interval of the server's WebSocket pings. The server closes a socket that sends nothing for `deadAfterMs`. */
  pingMs: 15_000,
  /** See `pingMs`. */
  deadAfterMs: 30_000,
  /** Input rate of one learner, after a burst that covers a large paste. */
  inputBytesPerSecond: 65_536,
  /** See `inputBytesPerSecond`. */
  inputBurstBytes: 1_048_576,
  /** Frame rate of one socket: more than acknowledgements of 20 MB/s and a moving mouse need together. */
  framesPerSecond: 2_000,
  /** See `framesPerSecond`. */
  framesBurst: 20_000,
  /** To start a shell costs an exec in the node: a limit for each learner. Opens of shells that run have the same limit for each socket. */
  opensPerMinute: 60,
  /** See `opensPerMinute`. */
  opensBurst: 20,
  /** Requests of "Check now". Checks after a command do not count. */
  checksPerMinute: 30,
  /** Unacknowledged keystrokes that the page holds, to send them again after a cut. */
  maxUnackedInputBytes: 4_096,
  /** Input that waits for a shell that does not read. Above it the server acknowledges no input. */
  heldInputBytes: 262_144,
  /** Above this the server drops input, and reports how much. Only pages that ignore acknowledgements, or many pages together, reach it. */
  maxWaitingInputBytes: 1_048_576,
  /** Terminal size. Programs misbehave below the minimum; one resize costs megabytes above the maximum. */
  minCols: 20,
  /** See `minCols`. */
  maxCols: 500,
  /** See `minCols`. */
  minRows: 5,
  /** See `minCols`. */
  maxRows: 200,
  /** Raw output that the server stores, so that a page can resume by offset. */
  ringBytes: 1_048_576,
  /** Output that the mirror may lag behind before the server holds the shell. A prompt after Ctrl-C waits for this backlog. */
  mirrorBacklogBytes: 524_288,
  /** Scrollback of the mirror; about 3 MiB when full. More than a snapshot sends: a wider screen joins wrapped lines. */
  mirrorScrollbackLines: 1_000,
  /** Scrollback of the page. */
  clientScrollbackLines: 5_000,
  /** Scrollback that a snapshot sends before the viewport. */
  snapshotScrollbackLines: 500,
  /** Largest SNAPSHOT: a screen of the largest size in many colours. A larger one omits scrollback. */
  maxSnapshotBytes: 4_194_304,
  /** Shells of one lab, over all its pages. */
  terminalsPerLearner: 6,
  /** One more socket closes the oldest. */
  socketsPerLearner: 8,
  /** Lifetime of a ticket before its use. */
  ticketLifetimeMs: 30_000,
  /** Time in which a learner can answer an instructor who asks to type. */
  takeOverAnswerMs: 60_000,
  /** Requests of one instructor to type: a learner is not asked again and again. */
  takeOversPerMinute: 6,
} as const
