const FILES = "__SHELL_FILES__"; self.addEventListener("install", () => console.log(FILES));
