import { useSearch } from '@backstage/plugin-search-react';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { addressOf, readSearch } from './address';

/** Keeps what is searched for in the address, and follows it when another one is opened. */
export function useAddress(): void {
  const [params, setParams] = useSearchParams();
  const { term, types, pageCursor } = useSearch();
  const { setTerm, setTypes, setPageCursor } = useSearch();
  const address = addressOf({ term, types, cursor: pageCursor }).toString();
  const written = useRef(params.toString());
  const setLatest = useRef(setParams);
  setLatest.current = setParams;

  useEffect(() => {
    if (params.toString() === written.current) return;
    written.current = params.toString();
    const asked = readSearch(params);
    setTerm(asked.term);
    setTypes([...asked.types]);
    setPageCursor(asked.cursor);
  }, [params, setTerm, setTypes, setPageCursor]);

  useEffect(() => {
    if (address === written.current) return;
    written.current = address;
    setLatest.current(new URLSearchParams(address), { replace: true });
  }, [address]);
}
