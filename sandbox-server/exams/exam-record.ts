import type { Exam } from '#server/model/exam.ts'
import type { Store } from '#server/store/open-store.ts'

/** The attempt of one lab, in memory and in the database. */
export class ExamRecord {
  readonly #store: Pick<Store, 'exams'>
  #exam: Exam | undefined

  constructor(store: Pick<Store, 'exams'>) {
    this.#store = store
  }

  /** Undefined until the learner opens the first task. */
  get exam(): Exam | undefined {
    return this.#exam
  }

  async save(exam: Exam): Promise<void> {
    this.#exam = exam
    await this.#store.exams.save(exam)
  }

  /** Has no effect before the exam has started. */
  async change(transition: (exam: Exam) => Exam): Promise<void> {
    if (this.#exam !== undefined) await this.save(transition(this.#exam))
  }
}
