/**
 * Name of the error by which the portal says that a cluster was told to change something and
 * its answer was lost, so that it may have been done.
 */
export const answerLost = 'AnswerLostError';
