import { readSiteCourse } from './_components/course/read-site-course.ts'
import { CourseMap } from './_components/home/course-map.tsx'
import { Hero } from './_components/home/hero.tsx'
import { HelpButton } from './_components/site/help-button.tsx'
import { Logo } from './_components/site/logo.tsx'
import { SkipLink } from './_components/site/skip-link.tsx'
import { ThemeMenu } from './_components/site/theme-menu.tsx'

export default async function Home() {
  const course = await readSiteCourse()
  return (
    <>
      <SkipLink to="main">Skip to the course</SkipLink>
      <header className="mx-auto flex h-16 max-w-[72rem] items-center justify-between px-5 sm:px-8">
        <Logo />
        <div className="flex">
          <ThemeMenu />
          <HelpButton />
        </div>
      </header>
      <main id="main" className="mx-auto max-w-[72rem] px-5 pb-24 sm:px-8">
        <Hero course={course} />
        <CourseMap course={course} />
      </main>
    </>
  )
}
