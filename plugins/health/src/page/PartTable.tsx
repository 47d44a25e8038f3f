import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { PlatformPart } from '@pilothouse/plugin-platform-common';
import { useTitles } from '@pilothouse/plugin-platform-react';
import { healthTranslationRef } from '../language/ref';
import { PartAddress, PartState } from './PartFacts';

const useStyles = makeStyles(theme => ({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    '& th, & td': {
      padding: theme.spacing(1, 2),
      textAlign: 'left',
      verticalAlign: 'baseline',
      borderBottom: `1px solid ${theme.palette.divider}`,
      fontSize: 14,
    },
    '& thead th': { color: theme.palette.text.secondary, fontWeight: 600 },
    '& tbody tr:last-child > *': { borderBottom: 'none' },
    '& tbody th': { fontWeight: 600 },
    '& tbody tr:hover': { background: theme.palette.action.hover },
  },
  number: { textAlign: 'right !important' as 'right' },
  mono: { fontFamily: 'ui-monospace, Menlo, Consolas, monospace' },
  state: { minWidth: 260, maxWidth: 520 },
}));

/** Parts as compact rows. */
export function PartTable(props: {
  parts: readonly PlatformPart[];
  title: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(healthTranslationRef);
  const { partTitle } = useTitles();
  return (
    <table
      className={classes.table}
      aria-label={t('column.parts', { source: props.title })}
    >
      <thead>
        <tr>
          <th scope="col">{t('column.part')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.version')}</th>
          <th scope="col">{t('column.address')}</th>
          <th scope="col" className={classes.number}>
            {t('column.restarts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.parts.map(part => (
          <tr key={part.name}>
            <th scope="row">{partTitle(part)}</th>
            <td className={classes.state}>
              <PartState part={part} />
            </td>
            <td className={classes.mono}>{part.version}</td>
            <td className={classes.mono}>
              <PartAddress part={part} />
            </td>
            <td className={classes.number}>{part.restarts || ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
