/** Path of the page that shows nothing but the terminals of the learner's lab. */
const PATH = '/terminal'

/** Opens the terminals in a window of its own. It copies the tabs of this page, and takes control of the one that is shown. */
export function popOut(): void {
  window.open(PATH, '_blank', 'popup,width=960,height=640')
}
