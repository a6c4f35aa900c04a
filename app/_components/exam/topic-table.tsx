import type { ExamResultView } from '#protocol/exam-result.ts'
import { sharesInPercent } from './shares.ts'
import { ScrollBox } from '../site/scroll-box.tsx'

/** Points reached and possible points per topic. */
export function TopicTable({ topics }: { topics: ExamResultView['topics'] }) {
  const shares = sharesInPercent(topics.map(({ maxPoints }) => maxPoints))
  return (
    <ScrollBox className="mt-4">
      <table className="w-full text-left text-sm">
        <thead className="text-xs text-faint">
          <tr>
            <th scope="col" className="py-1 font-medium">
              Topic
            </th>
            <th scope="col" className="py-1 pl-3 text-right font-medium">
              Counts
            </th>
            <th scope="col" className="py-1 pl-3 text-right font-medium">
              Reached
            </th>
            <th scope="col" className="w-1/3 py-1">
              <span className="sr-only">As a bar</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {topics.map(({ topic, points, maxPoints }, index) => (
            <tr key={topic} className="border-t border-line">
              <th scope="row" className="py-1.5 pr-3 font-normal">
                {topic}
              </th>
              <td className="py-1.5 pl-3 text-right tabular-nums whitespace-nowrap text-muted">{shares[index]} %</td>
              <td className="py-1.5 pl-3 text-right tabular-nums whitespace-nowrap">{asPercent(points / maxPoints)}</td>
              <td className="py-1.5 pl-3" aria-hidden>
                <span className="block h-1.5 overflow-hidden rounded-full bg-line">
                  <span
                    className="block h-full rounded-full bg-success"
                    style={{ width: `${(points / maxPoints) * 100}%` }}
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function asPercent(share: number): string {
  return `${Math.round(share * 100)} %`
}
