import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ServiceRun,
  ServiceRuns,
} from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import { Silent } from './Freshness';
import { Loading } from './Loading';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 720, '& h2': { fontSize: 18, margin: 0 } },
  code: {
    padding: theme.spacing(1.5),
    overflow: 'auto',
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 13,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
}));

const configuration = `pilothouse:
  jenkins:
    baseUrl: https://jenkins.example.com
    username: portal
    apiToken: \${JENKINS_API_TOKEN}`;

/** Why there is nothing of pipelines to show. */
export type Nothing = Exclude<
  ServiceRuns | ServiceRun,
  { kind: 'known' | 'run-absent' }
>;

/** Why there is nothing to show, and what to do about it. */
export function NothingToShow(props: {
  nothing: Nothing;
  /** What the service is called. */
  name: string;
}) {
  const { nothing, name } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  switch (nothing.kind) {
    case 'not-configured':
      return (
        <Words title={t('nothing.notConfigured.title')}>
          <p>{t('nothing.notConfigured.advice')}</p>
          <Code>{configuration}</Code>
        </Words>
      );
    case 'not-permitted':
      return (
        <Words title={t('nothing.notPermitted.title', { name })}>
          <p>{t('nothing.notPermitted.advice')}</p>
        </Words>
      );
    case 'not-annotated':
      return (
        <Words title={t('nothing.notAnnotated.title', { name })}>
          <p>{t('nothing.notAnnotated.advice')}</p>
          <Code>{`metadata:\n  annotations:\n    ${nothing.annotation}: <folder>/${name}`}</Code>
          <p>{t('nothing.notAnnotated.template')}</p>
        </Words>
      );
    case 'job-absent':
      return (
        <Words title={t('nothing.jobAbsent.title', { job: nothing.job })}>
          <p>{t('nothing.jobAbsent.advice')}</p>
          <p>
            {t('nothing.asOf', { time: <RelativeTime at={nothing.readAt} /> })}
          </p>
        </Words>
      );
    default:
      return nothing.because ? (
        <Silent because={nothing.because}>
          {t(`silent.${nothing.because.kind}`)}{' '}
          {t('silent.never', { since: <RelativeTime at={nothing.since} /> })}
        </Silent>
      ) : (
        <Loading />
      );
  }
}

/** Says in a heading that there is nothing, and below it what to do. */
export function Words(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div role="status" className={classes.root}>
      <h2>{props.title}</h2>
      {props.children}
    </div>
  );
}

function Code({ children }: { children: string }) {
  return <pre className={useStyles().code}>{children}</pre>;
}
