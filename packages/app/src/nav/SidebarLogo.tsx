import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { Wheel } from '../brand/Wheel';
import { appTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    height: 64,
    paddingLeft: (sidebarConfig.drawerWidthClosed - 28) / 2,
    color: theme.palette.navigation.indicator,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.navigation.indicator}`,
      outlineOffset: -4,
    },
  },
  name: { color: '#ffffff', fontSize: 18, fontWeight: 600 },
}));

/** The mark, and beside it the name where there is room; leads home. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <Link
      to="/"
      underline="none"
      className={classes.link}
      aria-label={`Pilothouse: ${t('nav.home')}`}
    >
      <Wheel size={28} />
      {isOpen && <span className={classes.name}>Pilothouse</span>}
    </Link>
  );
}
