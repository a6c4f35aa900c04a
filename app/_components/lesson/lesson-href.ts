export function lessonHref(module: string, lesson: string): string {
  return `/learn/${module}/${lesson}`
}
