/** The deprecated property is the one that all browsers have, and the one that xterm.js reads. */
const platform = (): string => (typeof navigator === 'undefined' ? '' : navigator.platform)

/** macOS, iPadOS and iOS: Option types characters. */
export const isApple = (): boolean => /^(Mac|iP(ad|hone|od))/.test(platform())

/** An iPad or iPhone with a keyboard; a new iPad says that it is a Mac. */
export const isAppleTouch = (): boolean => /^iP(ad|hone|od)/.test(platform())

export const isWindows = (): boolean => platform().startsWith('Win')

/** A browser of Android; the deprecated platform names only its kernel. */
export const isAndroid = (): boolean => typeof navigator !== 'undefined' && /Android/.test(navigator.userAgent)
