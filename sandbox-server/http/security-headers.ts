import { createHash } from 'node:crypto'

/** On every reply. Pages replace the `content-security-policy` by their own. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/**
 * The policy of an exported page: files of this site, and exactly the inline scripts of the export.
 * Inline styles are allowed, because xterm.js and Next.js set them; they cannot run code.
 */
export function pagePolicy(html: string): string {
  const hashes = inlineScripts(html).map(
    (script) => ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    "default-src 'none'",
    `script-src 'self'${[...new Set(hashes)].join('')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Texts of all inline scripts of the page. */
export function inlineScripts(html: string): string[] {
  const scripts = html.matchAll(
    /<script((?:\s+[^\s"'>=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]*))?)*)\s*>([\s\S]*?)<\/script\s*>/gi,
  )
  return [...scripts].flatMap(([, attributes = '', text = '']) => (/\ssrc[=\s]/i.test(`${attributes} `) ? [] : [text]))
}
