import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { RunRef } from '@pilothouse/plugin-platform-common';
import { Failure, useNumber } from '@pilothouse/plugin-platform-react';
import { useEffect, useRef, useState } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import { sizeOf } from './size';
import type { AskLog } from './useLog';
import { keepFile, wholeLog } from './wholeLog';

/** Keeps the whole log as a file; while it is fetched, the button calls that off. */
export function DownloadButton(props: {
  run: RunRef;
  ask: AskLog;
  className: string;
}) {
  const { run, ask, className } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const number = useNumber();
  const [bytes, setBytes] = useState<number>();
  const [problem, setProblem] = useState<Error>();
  const going = useRef<AbortController>();
  useEffect(() => () => going.current?.abort(), []);
  const fetchAll = async () => {
    const end = new AbortController();
    going.current = end;
    setProblem(undefined);
    setBytes(0);
    try {
      const file = await wholeLog(ask, setBytes, end.signal);
      keepFile(`${run.job.replaceAll('/', '-')}-${run.number}.log`, file);
    } catch (error) {
      if (!end.signal.aborted) {
        setProblem(error instanceof Error ? error : new Error(String(error)));
      }
    } finally {
      setBytes(undefined);
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        className={className}
        onClick={() =>
          bytes === undefined ? void fetchAll() : going.current?.abort()
        }
      >
        {bytes === undefined
          ? t('log.download.start')
          : t('log.download.cancel', { bytes: sizeOf(bytes, number) })}
      </Button>
      {problem && <Failure title={t('log.failed')} error={problem} />}
    </>
  );
}
