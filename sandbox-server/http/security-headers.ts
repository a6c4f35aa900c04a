import { createHash } from 'node:crypto'

/** On every answer. Pages add a `content-security-policy` of their own. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/**
 * What a page of the export may load: our own files, and just the inline scripts that were in it when it was exported.
 * Inline styles are allowed because xterm.js and Next.js set them; they cannot run anything.
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

/** Texts of all scripts that stand in the page itself. */
export function inlineScripts(html: string): string[] {
  const scripts = html.matchAll(
    /<script((?:\s+[^\s"'>=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]*))?)*)\s*>([\s\S]*?)<\/script\s*>/gi,
  )
  return [...scripts].flatMap(([, attributes = '', text = '']) => (/\ssrc[=\s]/i.test(`${attributes} `) ? [] : [text]))
}
