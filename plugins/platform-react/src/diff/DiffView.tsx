import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ObjectRef } from '@pilothouse/plugin-platform-common';
import { useMemo, useState } from 'react';
import { platformReactTranslationRef } from '../language/ref';
import { diffBlocks, diffSize, type DiffBlock, type DiffLine } from './diff';

const useStyles = makeStyles(theme => {
  const dark = theme.palette.type === 'dark';
  return {
    root: {
      margin: theme.spacing(1, 0),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      minWidth: 0,
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(0, 2),
      margin: 0,
      padding: theme.spacing(0.75, 1.5),
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontSize: 13,
      overflowWrap: 'anywhere',
    },
    size: { color: theme.palette.text.secondary },
    code: {
      margin: 0,
      padding: theme.spacing(0.5, 0),
      overflow: 'auto',
      maxHeight: 320,
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      fontSize: 12,
      lineHeight: 1.5,
    },
    line: {
      display: 'block',
      minWidth: 'max-content',
      padding: theme.spacing(0, 1.5),
      whiteSpace: 'pre',
      textDecoration: 'none',
      '&::before': { display: 'inline-block', width: '2ch' },
    },
    same: { '&::before': { content: '" "' } },
    added: {
      background: dark ? '#12361f' : '#e2f5e7',
      color: dark ? '#d5f5df' : '#0d3d1c',
      '&::before': { content: '"+"' },
    },
    removed: {
      background: dark ? '#4a1d1d' : '#fde8e8',
      color: dark ? '#ffe0e0' : '#5f1414',
      '&::before': { content: '"−"' },
    },
    fold: { textTransform: 'none', fontSize: 12, marginLeft: theme.spacing(1) },
  };
});

/** How an object changes, line by line, with what stays as it is folded away. */
export function DiffView(props: {
  objectRef: ObjectRef;
  before: string;
  after: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { objectRef, before, after } = props;
  const blocks = useMemo(() => diffBlocks(before, after), [before, after]);
  const { added, removed } = diffSize(blocks);
  return (
    <figure className={classes.root}>
      <figcaption className={classes.head}>
        <code>
          {objectRef.kind} {objectRef.namespace}/{objectRef.name}
        </code>
        <span className={classes.size}>
          {t('diff.size', { added: `${added}`, removed: `${removed}` })}
        </span>
      </figcaption>
      <div
        className={classes.code}
        role="region"
        aria-label={t('diff.label', { name: objectRef.name })}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
        tabIndex={0}
      >
        {blocks.map((block, index) => (
          <Block key={index} block={block} />
        ))}
      </div>
    </figure>
  );
}

function Block({ block }: { block: DiffBlock }) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const [open, setOpen] = useState(block.kind === 'shown');
  return open ? (
    <>
      {block.lines.map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </>
  ) : (
    <Button size="small" className={classes.fold} onClick={() => setOpen(true)}>
      {t('diff.unfold', { count: block.lines.length })}
    </Button>
  );
}

const elements = { same: 'span', added: 'ins', removed: 'del' } as const;

function Line({ line }: { line: DiffLine }) {
  const classes = useStyles();
  const Element = elements[line.kind];
  return (
    <Element className={`${classes.line} ${classes[line.kind]}`}>
      {line.text}
    </Element>
  );
}
