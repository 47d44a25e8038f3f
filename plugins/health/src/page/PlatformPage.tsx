import { Content } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PlatformHealth } from '@pilothouse/plugin-platform-common';
import {
  LiveValue,
  StatusShape,
  statusColors,
  useLiveHealth,
} from '@pilothouse/plugin-platform-react';
import { answerFor } from '../answer';
import { healthTranslationRef } from '../language/ref';
import { statusOfAnswer, useAnswerText } from '../useAnswerText';
import { SourceSection } from './SourceSection';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    answer: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      marginBottom: theme.spacing(3),
      '& .inner': { stroke: theme.palette.background.default },
      '& h2': { margin: 0, fontSize: 20, overflowWrap: 'anywhere' },
    },
    healthy: { color: colors.healthy },
    progressing: { color: colors.progressing },
    degraded: { color: colors.degraded },
    failed: { color: colors.failed },
    unknown: { color: colors.unknown },
  };
});

/** How the platform is, in one line, and then part by part. */
export function PlatformPage() {
  return (
    <Content>
      <Body />
    </Content>
  );
}

function Body() {
  const { t } = useTranslationRef(healthTranslationRef);
  return (
    <LiveValue
      live={useLiveHealth()}
      words={{
        loading: t('page.loading'),
        failed: t('page.failed'),
        failedAdvice: t('page.failedAdvice'),
        notAllowed: t('page.notAllowed'),
        notAllowedAdvice: t('page.notAllowedAdvice'),
      }}
    >
      {health => <Health health={health} />}
    </LiveValue>
  );
}

function Health({ health }: { health: PlatformHealth }) {
  const classes = useStyles();
  const { t } = useTranslationRef(healthTranslationRef);
  const words = useAnswerText();
  const answer = answerFor(health);
  const status = statusOfAnswer(answer);
  return (
    <>
      <div className={classes.answer} role="status">
        <span className={classes[status]}>
          <StatusShape status={status} size={24} />
        </span>
        <h2>{words(answer)}</h2>
      </div>
      {answer.kind === 'nothingKnown' && (
        <Typography>{t('answer.nothingKnownAdvice')}</Typography>
      )}
      {health.sources.map(source => (
        <SourceSection key={source.name} source={source} />
      ))}
    </>
  );
}
