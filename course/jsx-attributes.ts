import type { Nodes } from 'mdast'
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx'

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement

/** The value of `name="..."`; undefined when it is absent, without a value, or an expression. */
export function textAttribute(element: JsxElement, name: string): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || attribute.name !== name) continue
    if (typeof attribute.value === 'string') return attribute.value
  }
  return undefined
}

/** The id of the innermost `<Step>` with an id; undefined outside all steps. */
export function enclosingStep(ancestors: readonly Nodes[]): string | undefined {
  const ids = ancestors.flatMap((node) => (isElement(node) && node.name === 'Step' ? textAttribute(node, 'id') : []))
  return ids.findLast((id) => id !== undefined)
}

function isElement(node: Nodes): node is JsxElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
}
