import process from 'node:process'
import { fileURLToPath } from 'node:url'
import createMDX from '@next/mdx'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js'
import { createCssVariablesTheme } from 'shiki/core'

/** Colours of code are CSS variables (`--code-token-keyword`), so that app/tokens.css alone decides them in every theme. */
const codeTheme = createCssVariablesTheme({ name: 'kindlab', variablePrefix: '--code-', fontStyle: true })

const courseBlocks = fileURLToPath(new URL('./course/remark-run-blocks.ts', import.meta.url))

// Turbopack hands loader options to workers, so plugins are named rather than imported.
const withMDX = createMDX({
  options: {
    remarkPlugins: ['remark-gfm', 'remark-frontmatter', 'remark-mdx-frontmatter', courseBlocks],
    rehypePlugins: ['rehype-slug', ['@shikijs/rehype', { theme: codeTheme, fallbackLanguage: 'text' }]],
  },
})

/** @type {import('next').NextConfig} */
const shared = {
  pageExtensions: ['ts', 'tsx'],
  images: { unoptimized: true },
  typescript: { tsconfigPath: 'tsconfig.app.json' },
  agentRules: false,
  experimental: { agentUpgrade: false },
}

/** @param {string} phase */
export default function configure(phase) {
  if (phase !== PHASE_DEVELOPMENT_SERVER) {
    // Where the export goes if not to out/: beside the one that is being served, which it then replaces.
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
    { source: '/version.json', destination: `${server}/version.json` },
  ]
}
