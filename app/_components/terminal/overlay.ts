/** What lies over the terminal that is shown. */
export type Overlay = 'none' | 'search' | 'commands'
