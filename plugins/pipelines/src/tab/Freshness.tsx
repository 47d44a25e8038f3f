import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  CiKnowledge,
  CiProblem,
} from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import { Note } from './Note';

const useStyles = makeStyles(theme => ({
  told: {
    '& summary': { cursor: 'pointer', color: theme.palette.text.secondary },
    '& details': { fontSize: 13 },
    '& details p': { margin: theme.spacing(0.5, 0, 0) },
  },
  stale: { filter: 'grayscale(0.8)' },
}));

/** What the CI server has told, greyed and dated where it is silent. */
export function Heard(props: { knowledge: CiKnowledge; children: ReactNode }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { knowledge } = props;
  if (knowledge.kind === 'current') {
    return <>{props.children}</>;
  }
  const { because, readAt, since } = knowledge;
  return (
    <>
      <Silent because={because}>
        {t(`silent.${because.kind}`)}{' '}
        {t('silent.asOf', {
          time: <RelativeTime at={readAt} />,
          since: <RelativeTime at={since} />,
        })}
      </Silent>
      <div className={classes.stale}>{props.children}</div>
    </>
  );
}

/** That the CI server does not tell, and why. */
export function Silent(props: { because?: CiProblem; children: ReactNode }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { because } = props;
  return (
    <Note status="unknown">
      <div className={classes.told}>
        {props.children}
        {because && (
          <details>
            <summary>{t('silent.why')}</summary>
            <p>{t(`silent.advice.${because.kind}`)}</p>
            <p lang="en">{because.message}</p>
          </details>
        )}
      </div>
    </Note>
  );
}
