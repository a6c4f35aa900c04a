import { ApiClient } from './api-client.ts'
import { withEarlyAnswers } from './early-questions.ts'
import { ExamApi } from './exam-api.ts'
import { HttpLabApi } from './lab-api.ts'
import { QuizApi } from './quiz-api.ts'
import { StepApi } from './step-api.ts'

const client = new ApiClient(withEarlyAnswers((input, init) => fetch(input, init)))

export const labApi = new HttpLabApi(client)
export const quizApi = new QuizApi(client)
export const examApi = new ExamApi(client)
export const stepApi = new StepApi(client)
