import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StatusLabel } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';

type Knowledge = 'reading' | 'not-known';

const words = {
  runs: { reading: 'needs.runsReading', 'not-known': 'needs.runsNotKnown' },
  pipelines: {
    reading: 'needs.pipelinesReading',
    'not-known': 'needs.pipelinesNotKnown',
  },
} as const;

/** That runs of templates, or pipelines, are not known, where that is so. */
export function NotKnownOf(props: {
  runs?: Knowledge | 'known';
  pipelines?: Knowledge | 'all';
}) {
  const { t } = useTranslationRef(homeTranslationRef);
  return (
    <>
      {(['pipelines', 'runs'] as const).map(what => {
        const knowledge = props[what];
        return knowledge === 'reading' || knowledge === 'not-known' ? (
          <StatusLabel
            key={what}
            status={knowledge === 'reading' ? 'progressing' : 'unknown'}
            word={t(words[what][knowledge])}
          />
        ) : null;
      })}
    </>
  );
}
