/**
 * Hides `process` from one module. The bundler gives browser code a `process` object, and xterm.js takes its presence for Node: it then
 * treats every platform as unknown, and Option on macOS as Meta.
 *
 * @param {string} source
 */
export default function hideProcess(source) {
  return `var process;\n${source}`
}
