/** What src/command/assemblyScript.ts compiles: the WebAssembly binary in base64. */
declare module 'virtual:wasm-kernels/*' {
  const base64: string;
  export default base64;
}
