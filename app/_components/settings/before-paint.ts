/**
 * Runs in the head, before anything is painted: without it a dark page would flash white and a dragged split would jump.
 * Kept as text because it must stand in the HTML itself. The names of the settings are those of settings-store.ts.
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
