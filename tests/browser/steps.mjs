// Steps one after the other; one that fails is told, and the next is tried all the same.
export class Steps {
  passed = 0
  failed = 0
  onFailure = async () => undefined

  async run(name, what) {
    const began = Date.now()
    try {
      await what()
      this.passed += 1
      console.log(`ok ${name} (${Date.now() - began} ms)`)
    } catch (error) {
      this.failed += 1
      console.log(`FAILED ${name}\n${error.stack ?? error}`)
      await this.onFailure(name).catch(() => undefined)
    }
  }
}

export function expect(found, wanted) {
  if (found !== wanted) throw new Error(`expected ${JSON.stringify(wanted)}, found:\n${found}`)
}
