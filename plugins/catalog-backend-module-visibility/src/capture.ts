import type { NextFunction, Request, Response } from 'express';

/**
 * Holds back what is going to be answered, however it is written, and answers with what
 * is made of it. Only successes are changed: an error says no more than the question. What
 * cannot be changed is not sent, nor is what was written before an error.
 */
export function changeAnswer(
  { req, res, next }: { req: Request; res: Response; next: NextFunction },
  change: (answer: unknown) => Promise<unknown>,
): void {
  const parts: Buffer[] = [];
  const ofError: Buffer[] = [];
  const { write, end, flushHeaders } = res;
  // Whether the catalog's own answer is still the same tells of what it hides.
  const revalidated = req.headers['if-none-match'];
  delete req.headers['if-none-match'];
  const keep = (part: unknown) => {
    const kept = res.statusCode === 200 ? parts : ofError;
    if (typeof part === 'string') kept.push(Buffer.from(part, 'utf8'));
    if (part instanceof Uint8Array) kept.push(Buffer.from(part));
    return true;
  };
  const answer = async (text: string) => {
    const changed = await change(parsed(text));
    if (revalidated) req.headers['if-none-match'] = revalidated;
    return res.json(changed);
  };
  const finish = (part?: unknown) => {
    keep(part);
    Object.assign(res, { write, end, flushHeaders });
    if (res.statusCode !== 200) return res.end(Buffer.concat(ofError));
    const text = Buffer.concat(parts).toString('utf8');
    // Both are of the answer that nobody is to see.
    res.removeHeader('Content-Length');
    res.removeHeader('ETag');
    if (req.method === 'HEAD') return res.end();
    answer(text).catch((error: unknown) => {
      // The catalog may be about to say itself why its answer is not whole.
      setImmediate(() => {
        if (!res.headersSent) next(error);
      });
    });
    return res;
  };
  Object.assign(res, { write: keep, end: finish, flushHeaders: () => {} });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error('The catalog did not finish its answer', { cause: error });
  }
}
