import { useEffect, useState } from 'react';

/**
 * What is typed into a field. The stock form puts what it was given back once it has checked
 * it, also over what was corrected meanwhile: what a person typed last is what counts.
 */
export function useTyped(
  formData: string | undefined,
  onChange: (value: string | undefined) => void,
): { readonly typed: string; readonly type: (text: string) => void } {
  const [typed, setTyped] = useState(formData ?? '');
  useEffect(() => {
    if (typed !== (formData ?? '')) onChange(typed || undefined);
  }, [formData, onChange, typed]);
  return { typed, type: setTyped };
}
