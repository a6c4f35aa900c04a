/**
 * Runs in the head before the first paint. Without it a dark page would flash white, and a moved splitter would jump.
 * It is text because the HTML itself must contain it. It uses the keys of settings.ts.
 */
export const BEFORE_PAINT = `(() => {
  const root = document.documentElement
  const stored = (key) => { try { return localStorage.getItem('kindlab.' + key) } catch { return null } }
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const contrast = matchMedia('(prefers-contrast: more)')
  const showTheme = () => {
    const choice = stored('theme')
    const followed = contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light'
    root.dataset.theme = ['light', 'dark', 'contrast'].includes(choice) ? choice : followed
  }
  showTheme()
  dark.onchange = contrast.onchange = showTheme
  addEventListener('storage', showTheme)
  const split = stored('split')
  if (/^[0-9]{2}$/.test(split ?? '')) root.style.setProperty('--split', split + '%')
})()`
