variable "region" {
  description = "The AWS region of the cluster, of Athena and of the buckets."
  type        = string
}

variable "name" {
  description = "Name of the connector, and of what is made for it. The connector's offsets are kept under it: another name starts anew."
  type        = string
  default     = "athena-shop"
}

variable "bootstrap_servers" {
  description = "Bootstrap brokers of the MSK cluster for IAM authentication, those of port 9098."
  type        = string
}

variable "cluster_arn" {
  description = "ARN of the MSK cluster: arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/ID."
  type        = string

  validation {
    condition     = can(regex(":cluster/[^/]+/[^/]+$", var.cluster_arn))
    error_message = "It must end with :cluster/NAME/ID, as the console shows it."
  }
}

variable "subnets" {
  description = "Subnets of the workers: private ones that reach the brokers and, through endpoints or a NAT gateway, Athena and S3."
  type        = list(string)
}

variable "security_groups" {
  description = "Security groups of the workers: they must be let in to the brokers, and out to Athena and S3."
  type        = list(string)
}

variable "archive" {
  description = "Path of the connector's archive on this machine: athenaconnect-kafka-connect-athena-VERSION.zip."
  type        = string
}

variable "database" {
  description = "The database of the catalog whose tables are queried."
  type        = string
}

variable "tables_bucket" {
  description = "The bucket that has the data of the tables."
  type        = string
}

variable "tables_prefix" {
  description = "Where in that bucket the data of the tables is, with a slash at its end."
  type        = string

  validation {
    condition     = endswith(var.tables_prefix, "/")
    error_message = "It must end with a slash, or the policy admits more than that place."
  }
}

variable "results_bucket" {
  description = "Name of the bucket to make for the results of queries and for the archive."
  type        = string
}

variable "results_days" {
  description = "After how many days results are deleted. It must be longer than the connector may stand still: it goes on in the result it was reading."
  type        = number
  default     = 14
}

variable "enforce_workgroup" {
  description = "Whether the workgroup's location of results and encryption hold for everyone who uses it, whatever they ask for."
  type        = bool
  default     = true
}

variable "bytes_scanned_cutoff" {
  description = "Athena cancels a query of the workgroup that scans more than so many bytes. The connector does not run such a run again by itself."
  type        = number
  default     = 1099511627776

  validation {
    condition     = var.bytes_scanned_cutoff >= 10485760
    error_message = "Athena takes 10485760 (10 MiB) at least."
  }
}

variable "kafkaconnect_version" {
  description = "The version of Kafka Connect, of those that MSK Connect offers."
  type        = string
  default     = "3.7.x"
}

variable "mcu_count" {
  description = "Size of each worker, in MSK Connect units of 1 vCPU and 4 GiB: 1, 2, 4 or 8."
  type        = number
  default     = 1
}

variable "worker_count" {
  description = "How many workers there are. More than the connector has tasks idle."
  type        = number
  default     = 1
}

variable "log_days" {
  description = "How long the workers' logs are kept."
  type        = number
  default     = 30
}
