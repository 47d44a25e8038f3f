/** The mark of Pilothouse, a ship's wheel, in the color of the text around it. */
export function Wheel(props: { size: number }) {
  return (
    <svg
      aria-hidden
      width={props.size}
      height={props.size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
    >
      <circle cx="16" cy="16" r="9.2" />
      <circle cx="16" cy="16" r="3.4" />
      <path d="M16 12.6L16 2M18.4 13.6L25.9 6.1M19.4 16L30 16M18.4 18.4L25.9 25.9M16 19.4L16 30M13.6 18.4L6.1 25.9M12.6 16L2 16M13.6 13.6L6.1 6.1" />
    </svg>
  );
}
