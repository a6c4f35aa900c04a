import type { ComponentProps } from 'react'
import { ScrollBox } from '../site/scroll-box.tsx'

export function Table({ children }: ComponentProps<'table'>) {
  return (
    <ScrollBox className="set">
      <table className="my-0!">{children}</table>
    </ScrollBox>
  )
}

/** An empty <th> is announced without a name; use <td>. */
export function HeadCell({ children, ...cell }: ComponentProps<'th'>) {
  return children === undefined ? <td {...cell} /> : <th {...cell}>{children}</th>
}
