import MuiLink from '@material-ui/core/Link';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

/** A link within the portal, also to another query of the same page. */
export function InnerLink(props: {
  to: string;
  className?: string;
  /** Whether the keys of a list go from one such link to the next. */
  inList?: boolean;
  children: ReactNode;
}) {
  return (
    <MuiLink
      component={Link}
      to={props.to}
      className={props.className}
      data-run={props.inList || undefined}
    >
      {props.children}
    </MuiLink>
  );
}
