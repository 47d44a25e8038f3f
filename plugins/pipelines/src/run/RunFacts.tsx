import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  BuiltImage,
  PipelineRunDetail,
} from '@pilothouse/plugin-platform-common';
import type { ReactNode } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import { CommitLine } from '../list/CommitLine';
import { CopyButton } from '../ui/CopyButton';
import { Section } from '../ui/Section';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(90px, max-content) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    fontSize: 13,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
    '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  },
  mono: {
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    fontSize: 12,
  },
}));

/** What a run has made and what went into it; what there is none of is not told. */
export function RunFacts({ run }: { run: PipelineRunDetail }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { image, changes, parameters, artifacts } = run;
  const given = Object.entries(parameters);
  const any = image || changes.length + given.length + artifacts.length > 0;
  if (!any) {
    return null;
  }
  return (
    <Section title={t('facts.title')}>
      <dl className={classes.facts}>
        {image && (
          <Fact title={t('facts.image')}>
            <Image image={image} />
          </Fact>
        )}
        {changes.length > 0 && (
          <Fact title={t('facts.changes')}>
            <ul>
              {changes.map(commit => (
                <li key={commit.sha}>
                  <CommitLine commit={commit} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {given.length > 0 && (
          <Fact title={t('facts.parameters')}>
            <ul className={classes.mono}>
              {given.map(([name, value]) => (
                <li key={name}>{`${name} = ${value}`}</li>
              ))}
            </ul>
          </Fact>
        )}
        {artifacts.length > 0 && (
          <Fact title={t('facts.artifacts')}>
            <ul>
              {artifacts.map(({ path, url }) => (
                <li key={path}>{url ? <Link to={url}>{path}</Link> : path}</li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
    </Section>
  );
}

function Fact(props: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function Image({ image }: { image: BuiltImage }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { repository, tag, digest } = image;
  const hex = digest.replace('sha256:', '');
  return (
    <span className={classes.mono}>
      {tag ? `${repository}:${tag}` : repository}{' '}
      <span title={digest}>{`sha256:${hex.slice(0, 6)}…${hex.slice(-6)}`}</span>
      <CopyButton
        value={`${repository}@${digest}`}
        label={t('facts.copyImage')}
      />
    </span>
  );
}
