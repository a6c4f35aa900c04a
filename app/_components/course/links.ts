/** Addresses of lessons and of places in them. */

export function lessonHref(module: string, lesson: string): string {
  return `/learn/${module}/${lesson}`
}

/** The anchor of a run block on its page. */
export function commandAnchor(blockId: string): string {
  return `command-${blockId}`
}
