/** The first task is hidden until the exam has started. */
const SHOWN_WITHIN_MS = 10_000

/** Scrolls to a task once it is visible: the new state of the lab can arrive after the answer to the request. */
export async function showTask(id: string): Promise<void> {
  const deadline = performance.now() + SHOWN_WITHIN_MS
  while (performance.now() < deadline) {
    const task = document.getElementById(id)
    if (task?.checkVisibility() === true) return task.scrollIntoView()
    await new Promise(requestAnimationFrame)
  }
}
