import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { PlatformPart } from '@pilothouse/plugin-platform-common';
import { useTitles } from '@pilothouse/plugin-platform-react';
import { healthTranslationRef } from '../language/ref';
import { PartAddress, PartState } from './PartFacts';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', padding: 0, margin: 0 },
  card: {
    padding: theme.spacing(1.5),
    marginBottom: theme.spacing(1),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    '& h4': { margin: theme.spacing(0, 0, 0.5), fontSize: 15 },
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(0.25, 1.5),
    margin: theme.spacing(1, 0, 0),
    fontSize: 13,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': {
      margin: 0,
      overflowWrap: 'anywhere',
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    },
  },
}));

/** Parts as cards, for narrow screens. */
export function PartCards({ parts }: { parts: readonly PlatformPart[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(healthTranslationRef);
  const { partTitle } = useTitles();
  return (
    <ul className={classes.list}>
      {parts.map(part => (
        <li key={part.name} className={classes.card}>
          <h4>{partTitle(part)}</h4>
          <PartState part={part} />
          <dl className={classes.facts}>
            {part.version && (
              <>
                <dt>{t('column.version')}</dt>
                <dd>{part.version}</dd>
              </>
            )}
            {part.address && (
              <>
                <dt>{t('column.address')}</dt>
                <dd>
                  <PartAddress part={part} />
                </dd>
              </>
            )}
            {part.restarts ? (
              <>
                <dt>{t('column.restarts')}</dt>
                <dd>{part.restarts}</dd>
              </>
            ) : null}
          </dl>
        </li>
      ))}
    </ul>
  );
}
