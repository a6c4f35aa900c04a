import type { ComponentProps } from 'react'
import { ScrollBox } from '../site/scroll-box.tsx'

export function Table({ children }: ComponentProps<'table'>) {
  return (
    <ScrollBox className="set">
      <table className="my-0!">{children}</table>
    </ScrollBox>
  )
}

/** The corner of a table with names on two sides is empty, and an empty heading is a riddle to a screen reader. */
export function HeadCell({ children, ...cell }: ComponentProps<'th'>) {
  return children === undefined ? <td {...cell} /> : <th {...cell}>{children}</th>
}
