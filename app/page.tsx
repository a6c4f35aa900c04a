import { readSiteCourse } from './_components/course/site-course.ts'
import { CourseMap } from './_components/home/course-map.tsx'
import { Hero } from './_components/home/hero.tsx'
import { SiteHeader } from './_components/header/site-header.tsx'
import { SkipLink } from './_components/site/skip-link.tsx'

export default async function Home() {
  const course = await readSiteCourse()
  return (
    <>
      <SkipLink to="main">Skip to the course</SkipLink>
      <SiteHeader />
      <main id="main" className="mx-auto max-w-[72rem] px-5 pb-24 sm:px-8">
        <Hero course={course} />
        <CourseMap course={course} />
      </main>
    </>
  )
}
