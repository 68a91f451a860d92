"""What `./dev` is made of: machine set-up, embedded servers, supervisor, and the verbs."""
