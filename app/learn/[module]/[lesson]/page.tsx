import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { findPlace, listPlaces, type LessonPlace } from '../../../_components/course/lesson-place.ts'
import { readSiteCourse } from '../../../_components/course/site-course.ts'
import { LessonPage } from '../../../_components/lesson-page/lesson-page.tsx'

interface PageProps {
  params: Promise<{ module: string; lesson: string }>
}

export const dynamicParams = false

export async function generateStaticParams() {
  const places = listPlaces(await readSiteCourse())
  return places.map(({ module, lesson }) => ({ module: module.id, lesson: lesson.id }))
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lesson } = await placeOf(params)
  return { title: lesson.title, description: lesson.summary }
}

export default async function Page({ params }: PageProps) {
  const course = await readSiteCourse()
  const place = await placeOf(params)
  const { default: Content } = await import(`../../../../content/${place.lesson.folder}/lesson.mdx`)
  return (
    <LessonPage course={course} place={place}>
      <Content />
    </LessonPage>
  )
}

async function placeOf(params: PageProps['params']): Promise<LessonPlace> {
  const { module, lesson } = await params
  return findPlace(await readSiteCourse(), module, lesson) ?? notFound()
}
