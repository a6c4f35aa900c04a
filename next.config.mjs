import process from 'node:process'
import { fileURLToPath } from 'node:url'
import createMDX from '@next/mdx'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js'
import { createCssVariablesTheme } from 'shiki/core'

/** Colours of code are CSS variables (`--code-token-keyword`): app/tokens.css defines them for every theme. */
const codeTheme = createCssVariablesTheme({ name: 'kindlab', variablePrefix: '--code-', fontStyle: true })

const courseBlocks = fileURLToPath(new URL('./course/remark-run-blocks.ts', import.meta.url))

// Turbopack passes loader options to workers, so plugins are given by name.
const withMDX = createMDX({
  options: {
    remarkPlugins: ['remark-gfm', 'remark-frontmatter', 'remark-mdx-frontmatter', courseBlocks],
    rehypePlugins: ['rehype-slug', ['@shikijs/rehype', { theme: codeTheme, fallbackLanguage: 'text' }]],
  },
})

/** @type {import('next').NextConfig} */
const shared = {
  turbopack: {
    rules: {
      '**/@xterm/xterm/lib/xterm.mjs': {
        loaders: [fileURLToPath(new URL('./app/_build/browser-platform-loader.mjs', import.meta.url))],
      },
    },
  },
  pageExtensions: ['ts', 'tsx'],
  images: { unoptimized: true },
  typescript: { tsconfigPath: 'tsconfig.app.json' },
  agentRules: false,
  experimental: { agentUpgrade: false },
}

/** @param {string} phase */
export default function configure(phase) {
  if (phase !== PHASE_DEVELOPMENT_SERVER) {
    // Output folder of the export, out/ by default: a new export is built beside the served one and then replaces it.
    const distDir = process.env.KINDLAB_EXPORT
    return withMDX({ ...shared, output: 'export', ...(distDir === undefined ? {} : { distDir }) })
  }
  const server = process.env.KINDLAB_DEV_SERVER
  return withMDX({ ...shared, ...(server === undefined ? {} : { rewrites: async () => rewritesTo(server) }) })
}

/** @param {string} server */
function rewritesTo(server) {
  return [
    { source: '/api/:path*', destination: `${server}/api/:path*` },
    { source: '/ws', destination: `${server}/ws` },
    { source: '/access', destination: `${server}/access` },
    { source: '/version.json', destination: `${server}/version.json` },
  ]
}
