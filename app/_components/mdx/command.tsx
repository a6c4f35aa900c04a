import { withoutFrame } from './code-block.tsx'
import { RunBlock, type RunBlockProps } from './run-block.tsx'

/** ` ```sh run `: highlighted at build time, so that the browser loads no highlighter. */
export function Command({ children, ...block }: RunBlockProps) {
  return <RunBlock {...block}>{withoutFrame(children, 'whitespace-pre-wrap wrap-anywhere')}</RunBlock>
}
