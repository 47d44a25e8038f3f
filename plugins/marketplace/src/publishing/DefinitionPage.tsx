import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DefinitionCheck,
  DefinitionFault,
  Drafts,
  Published,
} from '@pilothouse/plugin-platform-common';
import {
  Failure,
  usePlatformClient,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { draftsPath } from '../page/paths';
import { Section } from '../page/Section';
import { Meaning } from './Meaning';
import { Publishing } from './Publishing';
import { Trying } from './Trying';

/** It is large, and few need it. */
const DefinitionEditor = lazy(async () => ({
  default: (await import('./DefinitionEditor')).DefinitionEditor,
}));

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(4),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  title: { margin: theme.spacing(0, 0, 2), fontSize: 22 },
  line: {
    padding: 0,
    border: 0,
    background: 'none',
    color: theme.palette.primary.main,
    font: 'inherit',
    cursor: 'pointer',
    textDecoration: 'underline',
  },
}));

const noFaults: readonly DefinitionFault[] = [];

/** A definition beside what it means, and what can be done with it. */
export function DefinitionPage(props: {
  drafts: Drafts;
  /** What is begun with. */
  text: string;
  cluster: string;
  /** What of it is published already. */
  published?: Published;
  /** That the text is of. */
  revision?: number;
  onChanged?: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { drafts, cluster, published, revision } = props;
  const client = usePlatformClient();
  const [text, setText] = useState(props.text);
  const [attempt, setAttempt] = useState(0);
  const [goTo, setGoTo] = useState<{ line: number }>();
  const asked = useMemo(() => ({ text, cluster }), [text, cluster]);
  const state = usePreview(
    client.marketplace.drafts.check,
    text ? asked : undefined,
    attempt,
  );
  const last = useRef<DefinitionCheck>();
  if (state.kind === 'known') last.current = state.preview;
  const check = last.current;
  const faults = check?.faults ?? noFaults;
  const isRight = state.kind === 'known' && faults.length === 0;
  return (
    <>
      <h2 className={classes.title}>
        {t('draft.title', {
          title: check?.meaning?.form.item.title ?? published?.name ?? '…',
        })}
      </h2>
      <p>
        {t('draft.what', { cluster })}{' '}
        <Link to={draftsPath}>{t('draft.back')}</Link>
      </p>
      <div className={classes.root}>
        <Section title={t('draft.definition')}>
          <Suspense fallback={<LinearProgress />}>
            <DefinitionEditor
              label={t('draft.definition')}
              text={text}
              faults={faults}
              goTo={goTo}
              onChange={setText}
            />
          </Suspense>
        </Section>
        <div>
          {state.kind === 'asking' && (
            <div role="status">
              <p>{t('draft.checking')}</p>
              <LinearProgress />
            </div>
          )}
          {state.kind === 'failed' && (
            <Failure
              title={t('draft.notChecked')}
              error={state.because}
              onRetry={() => setAttempt(attempt + 1)}
            />
          )}
          {faults.length > 0 && (
            <Section title={t('draft.faults')}>
              <ul aria-live="polite">
                {faults.map(({ line, field, message }) => (
                  <li key={`${line} ${field} ${message}`}>
                    <button
                      type="button"
                      className={classes.line}
                      onClick={() => setGoTo({ line })}
                    >
                      {t('draft.line', { line: `${line}` })}
                    </button>{' '}
                    {field && <code>{field}</code>} {message}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {check?.meaning && <Meaning meaning={check.meaning} />}
          {check?.meaning && isRight && (
            <Trying text={text} form={check.meaning.form} />
          )}
          <Publishing
            drafts={drafts}
            text={text}
            cluster={cluster}
            ready={isRight}
            title={check?.meaning?.form.item.title}
            published={published}
            revision={revision}
            onChanged={props.onChanged}
          />
        </div>
      </div>
    </>
  );
}
