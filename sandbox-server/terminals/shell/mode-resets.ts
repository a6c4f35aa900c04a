/** Output that the server adds to that of a shell. */
const encoder = new TextEncoder()

/** Aborts an unfinished sequence and resets every mode that a program can leave behind. It does not move the cursor. */
export const MODE_RESET = encoder.encode(
  '\u0018\u001B[?47l\u001B[!p\u001B[?9l\u001B[?1000l\u001B[?1002l\u001B[?1003l\u001B[?1004l\u001B[?1006l\u001B[?1016l\u001B[?2004l\u001B[?2026l\u001B[0 q\u001B[?25h\u001B[0m\u001B(B',
)

/**
 * The same, on request of the learner. The cursor moves to where it was when the program took the alternate screen; without one it stays, because
 * ESC 7 has saved it.
 */
export const SCREEN_RESET = encoder.encode(
  `\u0018\u001B7\u001B[?1049l${new TextDecoder().decode(MODE_RESET)}\u001B[?7h\u000F\u001B[?5l`,
)
